@NullMarked
package io.rolloutoperator.analysis.providers.web;

import org.jspecify.annotations.NullMarked;
