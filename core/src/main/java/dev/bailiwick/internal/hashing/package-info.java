/** The hashes of passwords: sealed with the key of the host, a bounded number of them at once. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.internal.hashing;
