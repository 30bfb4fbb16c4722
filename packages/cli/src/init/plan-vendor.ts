import { join } from 'node:path';
import { UsageError } from '../terminal/usage-error';
import { deriveNames } from './names';
import { planPackage, type Plan } from './plan-package';
import { repositorySource } from './template-source';
import { findTemplate, namesOf, TEMPLATES } from './templates';

export { formatPackage } from './format-package';
export { installDependencies } from './install-dependencies';

/** Plans a package under `packages/`, for the generator of the repository. Throws an Error that says what is wrong. */
export const planVendor = (root: string, name: string, templateName: string): Plan => {
  const derived = deriveNames(name);
  const template = findTemplate(templateName);
  if (!derived.ok) {
    throw new UsageError(derived.problem);
  }
  if (template === undefined) {
    throw new UsageError(
      `There is no template ${templateName}; there are ${TEMPLATES.map(namesOf).join(', ')}.`,
    );
  }
  const order = { names: derived.names, template, output: join(root, 'packages'), cwd: root };
  return planPackage(order, repositorySource(root));
};
