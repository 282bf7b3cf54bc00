package dev.bailiwick.contract;

/** To be written. */
interface PortsContract extends Contract {}
