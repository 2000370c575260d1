/** The admin panel speaks English; Spanish can be chosen in one's profile. */
export default {
  config: { locales: ['es'] },
  bootstrap() {},
};
