/** What every page does once it is there. Search itself is fetched when it is first opened. */
import { startOffline } from "./offline.ts";
import { startTheme } from "./theme.ts";
import { startSearch } from "./search-opener.ts";

startTheme();
startSearch();
startOffline();
