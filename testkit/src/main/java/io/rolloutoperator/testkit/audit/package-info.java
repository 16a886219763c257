/** What the API server's audit log says of a user: verbs, writes, refusals. */
@NullMarked
package io.rolloutoperator.testkit.audit;

import org.jspecify.annotations.NullMarked;
