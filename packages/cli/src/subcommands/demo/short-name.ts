/** `AWS` for `AWS-ILM_instance_1`: the names of the local vendors are long, and the lines of the demonstration are to fit. */
export const withShortName = <T extends { readonly name: string }>(instance: T): T => ({
  ...instance,
  name: /^[A-Za-z]+/.exec(instance.name)?.[0] ?? instance.name,
});
