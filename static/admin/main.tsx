import '@atlaskit/css-reset';
import 'virtual:atlassian-theme.css';
import { createRoot } from 'react-dom/client';
import '../shared/page.css';
import '../shared/table.css';
import { openAdminPage } from './open-page';

void openAdminPage(createRoot(document.getElementById('root') as HTMLElement));
