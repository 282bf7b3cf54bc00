/** The contract of passwords. */
@org.jspecify.annotations.NullMarked
package dev.bailiwick.contract.topic.password;
