/** The program that is the simulator behind a module in a PowerShell. */
import { nouns } from "../configurations/nouns";
import { serve } from "./serve";

serve(nouns);
