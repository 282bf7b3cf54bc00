package dev.bailiwick.contract;

/** To be written. */
interface WorldsContract extends Contract {}
