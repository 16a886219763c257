/** What statuses and decisions say in the words of the metrics; pure. */
@NullMarked
package io.rolloutoperator.kube.metrics.projection;

import org.jspecify.annotations.NullMarked;
