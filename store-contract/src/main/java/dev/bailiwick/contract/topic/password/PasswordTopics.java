package dev.bailiwick.contract.topic.password;

/** All topics of passwords, for a store that has the part for them. */
public interface PasswordTopics
    extends PasswordsContract,
        PasswordResetsContract,
        PasswordThreatsContract,
        PasswordRacesContract,
        PasswordCallsContract,
        PasswordPortsContract {}
