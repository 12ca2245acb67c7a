/** esbuild gives every class of a `*.module.css` file a name of its own. */
declare module '*.module.css' {
  const classes: Readonly<Record<string, string>>;
  export default classes;
}
declare module '*.css';
