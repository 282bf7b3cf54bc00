package dev.bailiwick.contract;

/** To be written. */
interface LookupContract extends Contract {}
