"""One file per verb: joins the core with disk and Store, returns a result, prints nothing."""
