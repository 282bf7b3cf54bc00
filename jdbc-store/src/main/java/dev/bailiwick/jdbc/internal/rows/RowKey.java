package dev.bailiwick.jdbc.internal.rows;

/** A key of two parts: the key of a row inside a tenant, an org or a team. */
record RowKey<S, K>(S scope, K key) {}
