import { SubNav, SubNavHeader, SubNavLink, SubNavSection, SubNavSections } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';
import { PLUGIN_ID } from '../../../contracts/ids';
import { RIGHTS } from '../../../contracts/permissions';
import { useSay } from '../text/text';
import { PAGES } from './pages';
import { useCan } from './rights';

/** The plugin's own menu: the pages the administrator may see. */
export function Navigation() {
  const say = useSay();
  const can = useCan();
  return (
    <SubNav aria-label={say('plugin.name')}>
      <SubNavHeader label={say('plugin.name')} />
      <SubNavSections>
        <SubNavSection label={say('nav.pages')}>
          {PAGES.filter(({ right }) => RIGHTS[right](can)).map(({ path, title }) => (
            <SubNavLink
              key={path}
              tag={NavLink}
              to={`/plugins/${PLUGIN_ID}${path && `/${path}`}`}
              end={path === ''}
            >
              {say(title)}
            </SubNavLink>
          ))}
        </SubNavSection>
      </SubNavSections>
    </SubNav>
  );
}
