package dev.bailiwick.grant;

/** Whether a grant gives or takes. */
public enum Effect {
  /** It gives the role's permissions. */
  ALLOW,
  /** It takes them away on the resource and on all below it, whatever else gives them. */
  DENY
}
