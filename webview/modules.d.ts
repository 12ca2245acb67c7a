/** esbuild gives every class of a `*.module.css` file a name of its own. */
declare module '*.module.css' {
  const classes: Readonly<Record<string, string>>;
  export default classes;
}
declare module '*.css';

/** A module with all that it imports, as the text of one script (see esbuild.mjs). */
declare module 'bundled:*' {
  const text: string;
  export default text;
}
