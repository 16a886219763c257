@NullMarked
package io.rolloutoperator.notify.service;

import org.jspecify.annotations.NullMarked;
