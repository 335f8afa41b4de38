/** The program of the simulator that a module in a PowerShell starts. */
import { nouns } from "../configurations/nouns";
import { serve } from "./serve";

serve(nouns);
