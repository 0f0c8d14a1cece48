import { Menu, type MenuItemConstructorOptions } from 'electron';

/**
 * Only macOS needs a menu for its editing keys; elsewhere there is none, so that F10 and Alt belong to the pages and
 * no key reloads one.
 */
export function setMenu(): void {
  const mac: MenuItemConstructorOptions[] = [{ role: 'appMenu' }, { role: 'editMenu' }];
  Menu.setApplicationMenu(process.platform === 'darwin' ? Menu.buildFromTemplate(mac) : null);
}
