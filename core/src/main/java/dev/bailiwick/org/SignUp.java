package dev.bailiwick.org;

/** The ways in which people with an address of an org's domain become members by sign-up. */
public enum SignUp {
  /** Nobody becomes a member by sign-up. */
  OFF,
  /** A sign-up makes a request, which an admin of the org accepts or rejects. */
  REQUEST,
  /** A sign-up makes the person a member at once. */
  JOIN
}
