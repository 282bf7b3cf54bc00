package dev.bailiwick.examples.quickstart;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.permission.Role;
import java.util.Optional;

/**
 * An org as its folder describes it, checked: nobody is named twice, and whoever is in a team is in
 * the org.
 *
 * @param key the name of the folder, in lower case
 * @param name to show
 * @param description may be empty
 * @param defaultRole what every member has on every repository
 * @param admins at least one; the first owns the org
 * @param members those who are no admins
 * @param teams those at the top; the others are below them
 */
record OrgFile(
    String key,
    String name,
    String description,
    Optional<Role> defaultRole,
    ImmutableList<Person> admins,
    ImmutableList<Person> members,
    ImmutableList<TeamFile> teams) {}
