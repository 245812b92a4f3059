import '@atlaskit/css-reset';
import 'virtual:atlassian-theme.css';
import { createRoot } from 'react-dom/client';
import '../shared/page.css';
import { openSettingsPage } from './open-page';

void openSettingsPage(createRoot(document.getElementById('root') as HTMLElement));
