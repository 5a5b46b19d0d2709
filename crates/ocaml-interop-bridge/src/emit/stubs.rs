//! What OCaml calls: the native stub, and the bytecode stub where one is needed.

use proc_macro2::Span;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::{Lifetime, ReturnType, Type};

use super::{here, library, local, local_at, private, private_at};
use crate::ir::{Argument, Export, Passing, Returned};
use crate::syntax;

/// The stubs of an exported function, in a scope of their own.
pub(super) fn stubs(export: &Export) -> TokenStream {
    let conditions = super::function::conditions(export);
    let (native, bytecode) = (native(export), bytecode(export));
    quote_spanned! {Span::mixed_site()=>
        #conditions
        #[allow(deprecated)]
        const _: () = {
            #native
            #bytecode
        };
    }
}

fn native(export: &Export) -> TokenStream {
    let library = library();
    let (symbol, word) = (&export.symbol, quote_spanned!(Span::mixed_site()=> #library::RawOCaml));
    let parameters = export.arguments.iter().enumerate().map(|(i, argument)| {
        let ty = match argument.passing {
            Passing::Primitive(primitive) => ident(primitive.native()),
            _ => word.clone(),
        };
        let name = word_name(i, argument);
        quote_spanned!(Span::mixed_site()=> #name: #ty)
    });
    let unit = export.arguments.is_empty().then(|| {
        let unit = local("_unit");
        quote_spanned!(Span::mixed_site()=> #unit: #word)
    });
    let result = match export.returned {
        Returned::Primitive(primitive) => ident(primitive.native()),
        _ => word.clone(),
    };
    let body = enter(export);
    quote_spanned! {Span::mixed_site()=>
        #[unsafe(export_name = #symbol)]
        unsafe extern "C" fn __ocaml_interop_native(#(#parameters,)* #unit) -> #result {
            // SAFETY: OCaml calls it as the external says: the lock is held, the words are of
            // the arguments' types, and nothing has run since the call.
            unsafe { #body }
        }
    }
}

/// The bytecode stub calls the native one, which so is the one place where the function's own code
/// stands: numbers come and go as OCaml values here, and more than five arguments as an array.
fn bytecode(export: &Export) -> Option<TokenStream> {
    let (library, private) = (library(), private());
    let symbol = export.bytecode_symbol()?;
    let (argv, argn, unit) = (local("argv"), local("_argn"), local("_unit"));
    let names: Vec<_> =
        export.arguments.iter().enumerate().map(|(i, argument)| word_name(i, argument)).collect();
    let (parameters, reads) = if export.arity() > 5 {
        let indices = (0..names.len()).map(Literal::usize_unsuffixed);
        (
            quote_spanned!(Span::mixed_site()=>
                #argv: *const #library::RawOCaml, #argn: ::core::ffi::c_int),
            quote_spanned!(Span::mixed_site()=> #(let #names = *#argv.add(#indices);)*),
        )
    } else if names.is_empty() {
        (quote_spanned!(Span::mixed_site()=> #unit: #library::RawOCaml), TokenStream::new())
    } else {
        (quote_spanned!(Span::mixed_site()=> #(#names: #library::RawOCaml),*), TokenStream::new())
    };
    let words =
        export.arguments.iter().zip(&names).map(|(argument, name)| match argument.passing {
            Passing::Primitive(primitive) => {
                let rust = ident(primitive.rust());
                quote_spanned!(Span::mixed_site()=> <#rust as #private::Primitive>::unbox(#name))
            }
            _ => name.to_token_stream(),
        });
    let unit = names.is_empty().then_some(unit);
    let call = quote_spanned!(Span::mixed_site()=> __ocaml_interop_native(#(#words,)* #unit));
    let body = match export.returned {
        Returned::Primitive(primitive) => {
            let (rust, native, cr) = (ident(primitive.rust()), local("native"), local("cr"));
            let name = &export.symbol;
            quote_spanned! {Span::mixed_site()=>
                let #native = #call;
                #private::enter(#name, || #private::with_handle(|#cr| {
                    ::core::result::Result::Ok(<#rust as #private::Primitive>::to_value(#native, #cr))
                }))
            }
        }
        _ => call,
    };
    Some(quote_spanned! {Span::mixed_site()=>
        #[unsafe(export_name = #symbol)]
        unsafe extern "C" fn __ocaml_interop_bytecode(#parameters) -> #library::RawOCaml {
            // SAFETY: as in the native stub, which may raise across this frame: it holds plain
            // words. An array of arguments holds as many as there are.
            unsafe { #reads #body }
        }
    })
}

/// The call, inside the function of the library that catches what must not escape.
fn enter(export: &Export) -> TokenStream {
    let (library, private) = (library(), private());
    let (cr, result) = (local("cr"), local("result"));
    let has_handle = !export.takes_no_handle();
    let enter = ident(match (export.noalloc, export.no_panic_catch) {
        (true, _) => "enter_noalloc",
        (false, true) => "enter_uncaught",
        (false, false) => "enter",
    });
    // Roots come first: nothing may be read after something could have moved it.
    let rooted = |(_, argument): &(usize, &Argument)| !argument.passing.is_rooted();
    let mut arguments: Vec<_> = export.arguments.iter().enumerate().collect();
    arguments.sort_by_key(rooted);
    let reads = arguments.iter().filter_map(|(i, argument)| read(export, *i, argument));
    let call = call(export);
    let value = |value: &Ident| give_back(export, value);
    let outcome = match (export.fallible, export.noalloc) {
        (true, _) => {
            let (value_name, error) = (local("value"), local("error"));
            let value = value(&value_name);
            let raised = raised(export, &error, has_handle);
            quote_spanned! {Span::mixed_site()=>
                match #result {
                    ::core::result::Result::Ok(#value_name) => ::core::result::Result::Ok(#value),
                    ::core::result::Result::Err(#error) => ::core::result::Result::Err(#raised),
                }
            }
        }
        (false, true) => value(&result),
        (false, false) => {
            let value = value(&result);
            quote_spanned!(Span::mixed_site()=> ::core::result::Result::Ok(#value))
        }
    };
    let name = &export.symbol;
    let body = quote_spanned! {Span::mixed_site()=>
        #(#reads)*
        let #result = #call;
        #outcome
    };
    // No allocation without `&mut`.
    let shared = export
        .noalloc
        .then(|| quote_spanned!(Span::mixed_site()=> let #cr: &#library::OCamlRuntime = #cr;));
    let body = match has_handle {
        true => quote_spanned!(Span::mixed_site()=> #private::with_handle(|#cr| { #shared #body })),
        false => quote_spanned!(Span::mixed_site()=> { #body }),
    };
    let entered = quote_spanned!(Span::mixed_site()=> #private::#enter(#name, || #body));
    match export.returned {
        Returned::Primitive(primitive) => {
            let rust = ident(primitive.rust());
            let hand_over = ident(match export.noalloc || export.no_panic_catch {
                true => "return_primitive_uncaught",
                false => "return_primitive",
            });
            quote_spanned!(Span::mixed_site()=> #private::#hand_over::<#rust>(#entered))
        }
        _ => entered,
    }
}

/// Makes the Rust argument of a word.
fn read(export: &Export, index: usize, argument: &Argument) -> Option<TokenStream> {
    let word = word_name(index, argument);
    let name = argument.name.as_ref().map_or_else(|| format!("#{}", index + 1), syntax::plain);
    // What is wrong with a conversion is wrong with the argument's type.
    let here = here(&argument.ty);
    let private = private_at(here);
    let read = match &argument.passing {
        Passing::Unit => return None,
        Passing::Primitive(primitive) => {
            let rust = ident(primitive.rust());
            quote_spanned!(here=> <#rust as #private::Primitive>::from_native(#word))
        }
        Passing::Value(held) => quote_spanned!(here=> #private::arg_value::<#held>(#word)),
        Passing::Root(held) => quote_spanned!(here=> #private::arg_root::<#held>(#word)),
        Passing::Reference(held) => {
            let cr = local_at("cr", here);
            return Some(quote_spanned! {here=>
                let #word = #private::Local::<#held>::new(#word);
                let #word = #word.link(#cr);
            });
        }
        Passing::Custom { of, exclusive } => {
            return Some(borrow(export, here, &word, of, *exclusive));
        }
        Passing::Borrowed => {
            let ty = anonymous(&argument.ty);
            quote_spanned!(here=> #private::arg_borrowed::<#ty>(#word))
        }
        Passing::Converted(None) => {
            let ty = anonymous(&argument.ty);
            quote_spanned!(here=> #private::arg_converted::<#ty>(#word, #name))
        }
        Passing::Converted(Some(marker)) => {
            let ty = anonymous(&argument.ty);
            quote_spanned!(here=> #private::arg_converted_as::<#marker, #ty>(#word, #name))
        }
    };
    // A function that doesn't take the runtime can't tie its arguments to it, so the stub does:
    // a result that still borrows from them is then refused where it would be converted.
    let tied = export.runtime.is_none() && argument.passing.borrows();
    let read = match tied {
        true => {
            let cr = local_at("cr", here);
            quote_spanned!(here=> #private::rebind(&*#cr, #read))
        }
        false => read,
    };
    Some(quote_spanned!(here=> let #word = #read;))
}

/// Borrows a Rust value inside OCaml. Where anything can collect, it is rooted until the call is over.
fn borrow(export: &Export, here: Span, word: &Ident, of: &Type, exclusive: bool) -> TokenStream {
    let (private, cr, error) = (private_at(here), local_at("cr", here), local_at("error", here));
    let word = local_at(&word.to_string(), here);
    let has_handle = !export.takes_no_handle();
    let held = match has_handle && !export.noalloc {
        true => quote_spanned! {here=>
            let #word = #private::Local::<#of>::new(#word);
            let #word = #word.link(#cr);
        },
        false => quote_spanned!(here=> let #word = #private::arg_value::<#of>(#word);),
    };
    if export.noalloc {
        return quote_spanned!(here=> #held let #word = #private::shared_for_good::<#of>(&#word););
    }
    let raised = match has_handle {
        true => quote_spanned!(here=> #private::raised(#cr, #error)),
        false => quote_spanned!(here=> #private::raised_alone(#error)),
    };
    let (how, mutable) = match exclusive {
        true => ("exclusive", quote_spanned!(here=> mut)),
        false => ("shared", TokenStream::new()),
    };
    let how = local_at(how, here);
    quote_spanned! {here=>
        #held
        let #mutable #word = match #private::#how::<#of>(&#word) {
            ::core::result::Result::Ok(#word) => #word,
            ::core::result::Result::Err(#error) => return ::core::result::Result::Err(#raised),
        };
    }
}

fn call(export: &Export) -> TokenStream {
    let function = &export.function.sig.ident;
    let function = match &export.owner {
        Some(owner) => quote_spanned!(function.span()=> <#owner>::#function),
        None => function.to_token_stream(),
    };
    let argument = |(i, argument): (usize, &Argument)| {
        let name = word_name(i, argument);
        let passed = match argument.passing {
            Passing::Unit => quote_spanned!(Span::mixed_site()=> ()),
            Passing::Reference(_) => quote_spanned!(Span::mixed_site()=> &#name),
            Passing::Custom { exclusive: false, .. } => {
                quote_spanned!(Span::mixed_site()=> &*#name)
            }
            Passing::Custom { exclusive: true, .. } => {
                quote_spanned!(Span::mixed_site()=> &mut *#name)
            }
            _ => quote_spanned!(Span::mixed_site()=> #name),
        };
        (argument.position, passed)
    };
    let mut passed: Vec<_> = export.arguments.iter().enumerate().map(argument).collect();
    passed.extend(export.runtime.as_ref().map(|runtime| {
        let cr = local("cr");
        (runtime.position, quote_spanned!(Span::mixed_site()=> #cr))
    }));
    passed.sort_by_key(|(position, _)| *position);
    let passed = passed.into_iter().map(|(_, passed)| passed);
    quote_spanned!(Span::mixed_site()=> #function(#(#passed),*))
}

/// Makes what OCaml receives of a successful result.
fn give_back(export: &Export, value: &Ident) -> TokenStream {
    // What is wrong with the conversion is wrong with the result's type.
    let here = match &export.function.sig.output {
        ReturnType::Type(_, ty) => here(&**ty),
        ReturnType::Default => Span::mixed_site(),
    };
    let (private, cr) = (private_at(here), local_at("cr", here));
    let value = local_at(&value.to_string(), here);
    match &export.returned {
        Returned::Unit => quote_spanned!(here=> { let () = #value; #private::UNIT }),
        Returned::Value => quote_spanned!(here=> #private::return_value(#value)),
        Returned::Root => quote_spanned!(here=> #private::return_root(#value)),
        Returned::Converted(None) => quote_spanned! {here=> {
            #[allow(unused_imports)]
            use #private::Converted as _;
            #private::result_of(&#value).way().give_back(#cr, #value)
        }},
        Returned::Converted(Some(marker)) => {
            quote_spanned!(here=> #private::return_converted_as::<#marker, _>(#cr, &#value))
        }
        // The number itself: it is looked at when the function is over.
        Returned::Primitive(_) => value.to_token_stream(),
    }
}

/// Makes the exception of an error.
fn raised(export: &Export, error: &Ident, has_handle: bool) -> TokenStream {
    let ReturnType::Type(_, ty) = &export.function.sig.output else { return TokenStream::new() };
    let arguments = syntax::last_segment(ty).map(syntax::type_arguments).unwrap_or_default();
    // An alias such as `io::Result` has its error elsewhere.
    let here = here(arguments.get(1).copied().unwrap_or(&**ty));
    let (private, cr, error) =
        (private_at(here), local_at("cr", here), local_at(&error.to_string(), here));
    match has_handle {
        true => quote_spanned!(here=> #private::raised(#cr, #error)),
        false => quote_spanned!(here=> #private::raised_alone(#error)),
    }
}

/// The variable that holds an argument, first as a word, then as Rust takes it.
fn word_name(index: usize, argument: &Argument) -> Ident {
    match argument.passing {
        Passing::Unit => local(&format!("_a{index}")),
        _ => local(&format!("a{index}")),
    }
}

/// The type without the names of lifetimes, which only the function's own signature knows.
fn anonymous(ty: &Type) -> Type {
    syntax::replace_lifetimes(ty, |lifetime| {
        (lifetime.ident != "static").then(|| Lifetime::new("'_", lifetime.span()))
    })
}

fn ident(name: &str) -> TokenStream {
    let name = Ident::new(name, Span::mixed_site());
    quote_spanned!(Span::mixed_site()=> #name)
}
