/** How the controller reaches the API server: clients, fenced writes, counted requests. */
@NullMarked
package io.rolloutoperator.kube.client;

import org.jspecify.annotations.NullMarked;
