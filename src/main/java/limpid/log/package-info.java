/** The durable log between gates and stores: Apache Kafka, a partition of which keeps the order of its stations. */
@NullMarked
package limpid.log;

import org.jspecify.annotations.NullMarked;
