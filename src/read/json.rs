//! Reading JSON values without serde's generated code: the page and its worker would carry a hundred kilobytes of it.
//!
//! [`FromJson`] takes what a value holds and asks no more: fields that are not named are empty where the type has an empty
//! value, fields that nobody knows are passed over. It is for texts that this product wrote itself and its tests hold against
//! the strict reader; what people bring goes through [`super::plan`] and [`super::scenario`].

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// What can be read from a JSON value.
pub trait FromJson: Sized {
    /// The value; none where it is of another shape. A field that is not there is read as `null`.
    fn read(value: &Value) -> Option<Self>;
}

/// What a text holds; none where it is no JSON or of another shape.
#[must_use]
pub fn from_json<T: FromJson>(text: &str) -> Option<T> {
    T::read(&serde_json::from_str(text).ok()?)
}

/// A field of an object.
#[must_use]
pub fn field<T: FromJson>(object: &Map<String, Value>, name: &str) -> Option<T> {
    T::read(object.get(name).unwrap_or(&Value::Null))
}

/// Implements [`FromJson`] for structs, field by field; `Name = field` for structs with one unnamed field.
macro_rules! read_fields {
    ($($name:ident $(<$t:ident>)? { $($field:ident),* $(,)? })*) => {$(
        impl $(<$t: $crate::read::FromJson>)? $crate::read::FromJson for $name $(<$t>)? {
            fn read(value: &serde_json::Value) -> Option<Self> {
                let object = value.as_object()?;
                Some($name { $($field: $crate::read::field(object, stringify!($field))?),* })
            }
        }
    )*};
}
pub(crate) use read_fields;

/// Implements [`FromJson`] for enums as serde writes them: `{"name": {"field": …}}`, or `{"name": value}` for a variant around
/// one value, which is marked by `(_)`. With `by "tag"` the name stands among the fields, under that tag.
macro_rules! read_variants {
    (@head $value:ident) => { $crate::read::named($value) };
    (@head $value:ident $tag:literal) => { $crate::read::tagged($value, $tag) };
    (@body $inside:ident $name:ident $variant:ident (_)) => {
        $crate::read::FromJson::read($inside).map($name::$variant)
    };
    (@body $inside:ident $name:ident $variant:ident {}) => {
        $inside.as_object().map(|_| $name::$variant {})
    };
    (@body $inside:ident $name:ident $variant:ident { $($field:ident),* }) => {{
        let object = $inside.as_object()?;
        Some($name::$variant { $($field: $crate::read::field(object, stringify!($field))?),* })
    }};
    ($($name:ident $(by $tag:literal)? { $($key:literal => $variant:ident $shape:tt)* })*) => {$(
        impl $crate::read::FromJson for $name {
            fn read(value: &serde_json::Value) -> Option<Self> {
                let (key, inside) = $crate::read::read_variants!(@head value $($tag)?)?;
                match key {
                    $($key => $crate::read::read_variants!(@body inside $name $variant $shape),)*
                    _ => None,
                }
            }
        }
    )*};
}
pub(crate) use read_variants;

/// Name and content of a variant that is written as `{"name": content}`.
pub fn named(value: &Value) -> Option<(&str, &Value)> {
    let (name, inside) = value.as_object()?.iter().next()?;
    Some((name, inside))
}

/// Name and fields of a variant that has its name among its fields, under `tag`.
pub fn tagged<'a>(value: &'a Value, tag: &str) -> Option<(&'a str, &'a Value)> {
    Some((value.as_object()?.get(tag)?.as_str()?, value))
}

/// Implements [`FromJson`] for structs around one value.
macro_rules! read_inside {
    ($($name:ident),* $(,)?) => {$(
        impl $crate::read::FromJson for $name {
            fn read(value: &serde_json::Value) -> Option<Self> {
                $crate::read::FromJson::read(value).map($name)
            }
        }
    )*};
}
pub(crate) use read_inside;

/// Whole numbers.
macro_rules! read_whole {
    ($($name:ident),*) => {$(
        impl FromJson for $name {
            fn read(value: &Value) -> Option<Self> {
                value.as_i64().and_then(|n| n.try_into().ok())
            }
        }
    )*};
}
read_whole!(i64, i32, u64, u32, usize);

impl FromJson for f64 {
    fn read(value: &Value) -> Option<Self> {
        value.as_f64()
    }
}

impl FromJson for bool {
    fn read(value: &Value) -> Option<Self> {
        if value.is_null() {
            Some(false)
        } else {
            value.as_bool()
        }
    }
}

impl FromJson for String {
    fn read(value: &Value) -> Option<Self> {
        if value.is_null() {
            Some(String::new())
        } else {
            value.as_str().map(str::to_owned)
        }
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn read(value: &Value) -> Option<Self> {
        if value.is_null() {
            Some(None)
        } else {
            T::read(value).map(Some)
        }
    }
}

impl<T: FromJson> FromJson for Box<T> {
    fn read(value: &Value) -> Option<Self> {
        T::read(value).map(Box::new)
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn read(value: &Value) -> Option<Self> {
        if value.is_null() {
            return Some(Vec::new());
        }
        let items = value.as_array()?;
        let mut all = Vec::with_capacity(items.len());
        for item in items {
            all.push(T::read(item)?);
        }
        Some(all)
    }
}

/// What an object's keys are read as.
pub trait FromKey: Ord + Sized {
    /// The key; none where it is of another shape.
    fn from_key(key: &str) -> Option<Self>;
}

impl FromKey for i32 {
    fn from_key(key: &str) -> Option<Self> {
        key.parse().ok()
    }
}

impl<K: FromKey, V: FromJson> FromJson for BTreeMap<K, V> {
    fn read(value: &Value) -> Option<Self> {
        let mut all = BTreeMap::new();
        if value.is_null() {
            return Some(all);
        }
        for (key, value) in value.as_object()? {
            all.insert(K::from_key(key)?, V::read(value)?);
        }
        Some(all)
    }
}

impl<A: FromJson, B: FromJson> FromJson for (A, B) {
    fn read(value: &Value) -> Option<Self> {
        match value.as_array()?.as_slice() {
            [a, b] => Some((A::read(a)?, B::read(b)?)),
            _ => None,
        }
    }
}
