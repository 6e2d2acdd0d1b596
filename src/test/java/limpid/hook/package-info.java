@org.jspecify.annotations.NullMarked
package limpid.hook;
