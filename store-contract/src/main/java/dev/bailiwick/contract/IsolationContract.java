package dev.bailiwick.contract;

/** To be written. */
interface IsolationContract extends Contract {}
