import '@atlaskit/css-reset';
import 'virtual:atlassian-theme.css';
import { createRoot } from 'react-dom/client';
import '../shared/page.css';
import { openIssuePanel } from './open-page';

void openIssuePanel(createRoot(document.getElementById('root') as HTMLElement));
