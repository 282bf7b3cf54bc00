package dev.bailiwick.password;

/** The rule of a policy that a new password breaks. */
public enum PasswordFault {
  /** The password has fewer code points than the policy requires. */
  TOO_SHORT,
  /** The blocklist has the password, or the password repeats a shorter text that it has. */
  COMMON,
  /** The password consists mainly of the person's name or address, or of the name of their org. */
  PERSONAL
}
