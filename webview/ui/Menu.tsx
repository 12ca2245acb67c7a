import type { ComponentChildren, RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './Icon.tsx';
import buttons from './IconButton.module.css';
import styles from './Menu.module.css';

export interface MenuItem {
  readonly label: string;
  readonly icon?: string;
  /** The keys that do the same without the menu, as read and shown: `Alt+Left`. */
  readonly keys?: string;
  readonly disabled?: boolean;
  readonly onChoose: () => unknown;
}

interface MenuButtonProps {
  readonly icon: string;
  /** What the menu is of; shown as a tooltip and read aloud. */
  readonly label: string;
  /** Groups have a line between them; empty ones are left out. */
  readonly groups: readonly (readonly MenuItem[])[];
  /** What stands on the button instead of an icon alone. */
  readonly children?: ComponentChildren;
}

/** A button that opens a menu below itself. */
export function MenuButton({ icon, label, groups, children }: MenuButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  /** A press on the button closes the open menu before it becomes a click, which must not open it again. */
  const wasOpen = useRef(false);
  return (
    <>
      <button
        type="button"
        ref={button}
        class={children === undefined ? buttons['icon'] : buttons['labelled']}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-label={label}
        title={label}
        onPointerDown={() => (wasOpen.current = isOpen)}
        onClick={() => {
          if (!wasOpen.current) setOpen(true);
          wasOpen.current = false;
        }}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {children}
        <Icon name={icon} />
      </button>
      {isOpen && <Menu label={label} groups={groups} anchor={button} closed={() => setOpen(false)} />}
    </>
  );
}

interface MenuProps {
  readonly label: string;
  readonly groups: readonly (readonly MenuItem[])[];
  readonly anchor: RefObject<HTMLElement | null>;
  readonly closed: () => void;
}

function Menu({ label, groups, anchor, closed }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = menu.current;
    if (element === null || anchor.current === null) return;
    element.showPopover();
    place(element, anchor.current.getBoundingClientRect());
    itemsOf(element)[0]?.focus();
  }, [anchor]);
  const close = (): void => {
    menu.current?.hidePopover();
    anchor.current?.focus();
  };
  return (
    <div
      ref={menu}
      class={styles['menu']}
      popover="auto"
      role="menu"
      aria-label={label}
      onToggle={(event) => (event as unknown as ToggleEvent).newState === 'closed' && closed()}
      onKeyDown={(event) => moveFocus(event, close)}
    >
      {groups
        .filter((group) => group.length > 0)
        .map((group, index) => (
          <div key={index} class={styles['group']} role="group">
            {group.map((item) => (
              <Item key={item.label} item={item} close={close} />
            ))}
          </div>
        ))}
    </div>
  );
}

function Item({
  item: { label, icon, keys, disabled = false, onChoose },
  close,
}: {
  item: MenuItem;
  close: () => void;
}) {
  const choose = (): void => {
    if (disabled) return;
    close();
    void onChoose();
  };
  return (
    <button
      type="button"
      role="menuitem"
      class={styles['item']}
      tabIndex={-1}
      aria-disabled={disabled}
      onClick={choose}
      onPointerEnter={(event) => (event.currentTarget as HTMLElement).focus()}
    >
      <span class={styles['icon']}>{icon !== undefined && <Icon name={icon} />}</span>
      <span class={styles['label']}>{label}</span>
      {keys !== undefined && <span class={styles['keys']}>{keys}</span>}
    </button>
  );
}

const itemsOf = (menu: HTMLElement): HTMLElement[] => [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')];

/** Below its button, or above where there is no room; within the window always. */
function place(menu: HTMLElement, anchor: DOMRect): void {
  const { width, height } = menu.getBoundingClientRect();
  const below = anchor.bottom + 2;
  const top = below + height <= innerHeight ? below : Math.max(4, anchor.top - height - 2);
  const left = Math.max(4, Math.min(anchor.left, innerWidth - width - 4));
  Object.assign(menu.style, { top: `${top}px`, left: `${left}px` });
}

/** Arrow keys go round; a letter goes to the next item that begins with it; Escape and Tab close. */
function moveFocus(event: KeyboardEvent, close: () => void): void {
  const items = itemsOf(event.currentTarget as HTMLElement);
  const at = items.findIndex((item) => item === document.activeElement);
  const next = nextItem(items, at, event.key);
  if (next !== undefined) next.focus();
  else if (event.key === 'Escape' || event.key === 'Tab') close();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function nextItem(items: readonly HTMLElement[], at: number, key: string): HTMLElement | undefined {
  if (key === 'ArrowDown') return items[(at + 1) % items.length];
  if (key === 'ArrowUp') return items.at(at <= 0 ? -1 : at - 1);
  if (key === 'Home') return items[0];
  if (key === 'End') return items.at(-1);
  if (!/^\p{L}$/u.test(key)) return undefined;
  const fromHere = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  return fromHere.find((item) => item.textContent.trim().toLowerCase().startsWith(key.toLowerCase()));
}
