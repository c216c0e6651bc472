import { useEffect, useState } from "react";

/** Typing is followed with this much patience: letters of one word come about 100 ms apart. */
const PATIENCE = 40;

/** A value once it has not changed for a while. */
export function useSettled<Value>(value: Value, milliseconds = PATIENCE): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}
