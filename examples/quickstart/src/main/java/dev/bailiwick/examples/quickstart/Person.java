package dev.bailiwick.examples.quickstart;

/**
 * A person that a file names.
 *
 * @param login in lower case; equal logins mean the same person in all files
 * @param spelled the login as the file spells it
 */
record Person(String login, String spelled) {}
