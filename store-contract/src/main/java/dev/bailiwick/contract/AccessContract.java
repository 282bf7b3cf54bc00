package dev.bailiwick.contract;

/** To be written. */
interface AccessContract extends Contract {}
