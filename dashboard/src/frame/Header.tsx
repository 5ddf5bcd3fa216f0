import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useApp } from '../app';
import { useCell } from '../cell';
import { href, route, type Route } from '../route';
import { t } from '../texts';
import { Lights } from './Lights';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: '24px',
    rowGap: '4px',
    padding: '0 24px',
    minHeight: '56px',
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 640px)': { padding: '8px 12px' },
  },
  name: { display: 'flex', alignItems: 'center', gap: '10px', fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground1, textDecoration: 'none' },
  product: { '@media (max-width: 480px)': { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' } },
  nav: { display: 'flex', gap: '4px' },
  link: {
    padding: '6px 12px',
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground2,
    textDecoration: 'none',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  here: { color: tokens.colorNeutralForeground1, backgroundColor: tokens.colorNeutralBackground1Selected, fontWeight: tokens.fontWeightSemibold },
  lights: { marginLeft: 'auto' },
});

export function Header() {
  const styles = useStyles();
  const { credentials, signIn } = useApp();
  const credential = useCell(credentials.current);
  const at = useCell(route);
  const link = (to: Route, text: string) => (
    <a href={href(to)} className={mergeClasses(styles.link, at.view === to.view && styles.here)} aria-current={at.view === to.view ? 'page' : undefined}>
      {text}
    </a>
  );
  return (
    <header className={styles.bar}>
      <a href={href({ view: 'home' })} className={styles.name}>
        <img src="favicon.svg" width={24} height={24} alt="" />
        <span className={styles.product}>{t.product}</span>
      </a>
      <nav aria-label={t.nav.label} className={styles.nav}>
        {link({ view: 'new' }, t.nav.start)}
        {link({ view: 'history' }, t.nav.history)}
      </nav>
      <Lights className={styles.lights} />
      {credential && (
        <Button appearance="subtle" size="small" onClick={() => void (signIn ? signIn.leave() : credentials.forget())}>
          {t.signIn.out}
        </Button>
      )}
    </header>
  );
}
