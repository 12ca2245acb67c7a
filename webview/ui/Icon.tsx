/** A codicon as decoration; what it means must be said in text beside it. */
export function Icon({ name, spins = false }: { name: string; spins?: boolean }) {
  return <span class={`codicon codicon-${name}${spins ? ' codicon-modifier-spin' : ''}`} aria-hidden="true" />;
}
