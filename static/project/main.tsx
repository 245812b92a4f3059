import '@atlaskit/css-reset';
import 'virtual:atlassian-theme.css';
import { createRoot } from 'react-dom/client';
import '../shared/page.css';
import '../shared/table.css';
import { openProjectPage } from './open-page';

void openProjectPage(createRoot(document.getElementById('root') as HTMLElement));
