/** The history of sign-ins, and the last use of accounts and keys. No part of it is in a log. */
@NullMarked
package dev.bailiwick.internal.history;

import org.jspecify.annotations.NullMarked;
