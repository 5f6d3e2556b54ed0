/** The embedded database cannot be started; the message is a sentence for the operator, with what to do. */
export class EmbeddedRefusal extends Error {
  override name = "EmbeddedRefusal";
}

/** Another process has the data directory. */
export class DataDirectoryBusy extends EmbeddedRefusal {
  override name = "DataDirectoryBusy";
}
