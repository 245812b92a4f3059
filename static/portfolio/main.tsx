import '@atlaskit/css-reset';
import 'virtual:atlassian-theme.css';
import { createRoot } from 'react-dom/client';
import '../shared/page.css';
import '../shared/table.css';
import { openPortfolioPage } from './open-page';

void openPortfolioPage(createRoot(document.getElementById('root') as HTMLElement));
