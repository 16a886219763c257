@NullMarked
package io.rolloutoperator.analysis.providers.http;

import org.jspecify.annotations.NullMarked;
