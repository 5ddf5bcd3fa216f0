import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App, AppContext } from './app';
import { readConfig } from './config';
import { Frame } from './frame/Frame';
import { Themed } from './frame/Themed';
import './page.css';
import { comeBack } from './route';
import { returned } from './signin/returned';

const app = new App(await readConfig());
const back = app.signIn && returned(location.search);
if (back === 'window') await app.signIn!.tell(location.href).then(() => comeBack(null), () => comeBack(null));
if (back === 'tab') comeBack(await app.signIn!.finish(location.href));

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <AppContext value={app}>
      <Themed>
        <Frame />
      </Themed>
    </AppContext>
  </StrictMode>,
);
