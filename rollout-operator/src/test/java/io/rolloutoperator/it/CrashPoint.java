package io.rolloutoperator.it;

import io.rolloutoperator.testkit.apiproxy.Fault.Moment;

/** A write of the operator, the first one being 1, before or after which its process is killed. */
record CrashPoint(int write, Moment moment) {}
