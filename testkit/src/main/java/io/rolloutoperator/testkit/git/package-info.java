/** Git repositories and servers for tests: smart HTTP, SSH, Git's own CGI program, and bad ones. */
@NullMarked
package io.rolloutoperator.testkit.git;

import org.jspecify.annotations.NullMarked;
