/** `AWS` for `AWS-ILM_instance_1`: the names of the local vendors are long, and the lines of the demonstration are to fit. */
export const withShortName = <T extends { readonly name: string }>(instance: T): T => ({
  ...instance,
  name: instance.name.replace(/[^A-Za-z].*$/, ''),
});
