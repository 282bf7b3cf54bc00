package dev.bailiwick.examples.quickstart;

import com.google.common.collect.ImmutableList;
import dev.bailiwick.permission.Role;
import java.util.Optional;

/**
 * An org as its folder describes it, after all checks: no person is named twice, and each person in
 * a team is in the org.
 *
 * @param key the name of the folder, in lower case
 * @param name the name to show
 * @param description may be empty
 * @param defaultRole the role of every member on every repository
 * @param admins at least one; the first owns the org
 * @param members the members without the admins
 * @param teams the teams at the top; the others are below them
 */
record OrgFile(
    String key,
    String name,
    String description,
    Optional<Role> defaultRole,
    ImmutableList<Person> admins,
    ImmutableList<Person> members,
    ImmutableList<TeamFile> teams) {}
