/** The tests that keep tenants apart: hidden existence, locks, and accounts in use. */
@NullMarked
package dev.bailiwick.contract.topic.isolation;

import org.jspecify.annotations.NullMarked;
