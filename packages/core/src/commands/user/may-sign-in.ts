import type { IAMUserAppData } from '../../profile/app-data';

/** Whether the vendor shows that the user can sign in: active, and not locked. */
export const maySignIn = ({ active, locked }: IAMUserAppData): boolean => active === true && locked !== true;
