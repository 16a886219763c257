/** A Git server and the way to it: addresses, credentials, limits, connections. */
@NullMarked
package io.rolloutoperator.gitsync.source.remote;

import org.jspecify.annotations.NullMarked;
