/** What is used of mjml, which comes without types. */
declare module 'mjml' {
  function mjml2html(
    source: string,
    options?: { validationLevel?: 'strict' | 'soft' | 'skip' },
  ): Promise<{ html: string; errors: { message: string }[] }>;
  export { mjml2html as default };
}
